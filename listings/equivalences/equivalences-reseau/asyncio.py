import asyncio
import signal

ICI = "127.0.0.1"


async def servir(_lecture, ecriture):
    ecriture.write(b"bonjour\n")
    await ecriture.drain()
    ecriture.close()


class Destinataire(asyncio.DatagramProtocol):
    def __init__(self):
        self.recu = asyncio.get_running_loop().create_future()

    def datagram_received(self, data, addr):
        self.recu.set_result(data)


async def main():
    serveur = await asyncio.start_server(servir, ICI, 0)
    port = serveur.sockets[0].getsockname()[1]
    lecture, ecriture = await asyncio.open_connection(ICI, port)
    print("TCP :", (await lecture.readline()).decode().rstrip())
    ecriture.close()
    serveur.close()

    boucle = asyncio.get_running_loop()
    autre, destinataire = await boucle.create_datagram_endpoint(Destinataire, local_addr=(ICI, 0))
    adresse = autre.get_extra_info("sockname")
    un, _ = await boucle.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=adresse)
    un.sendto(b"salut")
    print("UDP :", (await destinataire.recu).decode())
    un.close()
    autre.close()

    boucle.add_signal_handler(signal.SIGINT, print, "Ctrl-C")  # sauf sous Windows
    boucle.remove_signal_handler(signal.SIGINT)


asyncio.run(main())
