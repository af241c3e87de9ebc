"""A client of a running service: what goes out and comes back are the models that the service validates with.

with Client("http://127.0.0.1:8765") as backstory:
    answer = backstory.enrich(text="The IRA gave up its weapons in 2005.")
    print([card.label for card in answer.cards])
"""

from backstory.client.client import AsyncClient, Client, ServiceProblem

__all__ = ["AsyncClient", "Client", "ServiceProblem"]
