import asyncio
import unittest


async def double(n):
    return 2 * n


# `python3 -m unittest` l'exécute ; ici, c'est le programme qui le lance.
class LeDouble(unittest.IsolatedAsyncioTestCase):
    async def test_de_21_est_42(self):
        self.assertEqual(await double(21), 42)


async def annoncer():
    print("Le double de 21 est", await double(21))


unittest.main(exit=False)
asyncio.run(annoncer())
