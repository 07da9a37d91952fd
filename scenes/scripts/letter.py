import asyncio

async def mail():
    print("Dear Ada, ...")

async def main():
    letter = mail()
    print("The letter is written.")
    await asyncio.sleep(1)
    print("Has anybody got it?")

asyncio.run(main())
