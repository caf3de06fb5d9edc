"""
Missionmap: who contributes to a multinational mission, how firmly, and who says so.

`streamlit run app.py` imports this file once as the server (pages and the routes
of `share/` on one port) and runs it as the page script for each reader.
"""

import streamlit as st

if __name__ == "__main__":
    from views.shell import run

    run()
else:
    from views.server import MIDDLEWARE, ROUTES, lifespan

    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
