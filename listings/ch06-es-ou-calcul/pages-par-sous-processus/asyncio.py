import asyncio
import sys
import time


# Ce que fait un enfant. Il peut bloquer, et même lever une exception : il est seul.
def composer(page):
    time.sleep(0.9 if page == "carte" else 0.3)
    assert page != "tableau", "une colonne est vide"
    print("deux feuillets")


# Exécute une seconde fois ce programme, attend sa fin, et lit ce qu'il a affiché.
async def commander(page, debut):
    tube = asyncio.subprocess.PIPE
    enfant = await asyncio.create_subprocess_exec(
        sys.executable, "-I", __file__, page, stdout=tube, stderr=tube
    )
    affiche, _ = await enfant.communicate()
    code = enfant.returncode
    bilan = affiche.decode().strip() if code == 0 else f"échec, code {code}"
    print(f"[{time.perf_counter() - debut:.2f} s] {page} : {bilan}")


async def composer_le_journal():
    debut = time.perf_counter()
    await asyncio.gather(commander("carte", debut), commander("tableau", debut))
    print("Le journal paraît")


if len(sys.argv) > 1:
    composer(sys.argv[1])  # nous sommes dans un enfant
else:
    asyncio.run(composer_le_journal())
