"""An editor who publishes once a second: run as a program beside a web server, on the same database.

Prints the page's path, then a line for each publication when its transaction has ended: the number in the title and the Unix time.
"""

import sys
import time

import django


def main(times: int) -> None:
    """Publish a peer group so many times, "Ryhmä 1", "Ryhmä 2" and so on."""
    django.setup()
    from portal.groups.models import PeerGroupPage

    page = PeerGroupPage.objects.live().first()
    if page is None:
        raise RuntimeError("the demo content has no peer group")
    print(page.url, flush=True)
    for number in range(1, times + 1):
        page.title = f"Ryhmä {number}."
        page.save_revision().publish()
        print(number, time.time(), flush=True)
        time.sleep(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
