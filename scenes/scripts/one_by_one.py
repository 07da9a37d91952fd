import time

def fetch(n):
    time.sleep(n)
    return n

def main():
    fetch(1)
    fetch(2)
    fetch(3)

main()
