import asyncio

def refused(text):
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg)

refused("await sleep(1)")
refused("def f(): await sleep(1)")

async def allowed():
    await asyncio.sleep(1)

asyncio.run(allowed())
