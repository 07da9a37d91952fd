"""loopway films what an asyncio event loop really did."""
