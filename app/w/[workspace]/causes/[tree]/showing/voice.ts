import { saidAt } from "@/lib/live/said";
import type { ShownPlace } from "@/lib/live/showing";

type Going = "on" | "leaving" | "ended";
export type Voice = {
  /** Says where one is; what is said while a word is still on its way is said after it, and only the last of it. */
  say: (place: ShownPlace) => void;
  /** The page is left; it may be loaded anew, and go on. */
  leave: () => void;
  end: () => void;
  begun: () => number | null;
};

/** Tells the server what is shown. @param refused called with the reason when one may not show the tree any more */
export function openVoice(
  address: string,
  { tab, begun: earlier }: { tab: string; begun: number | null },
  refused: (words: string) => void,
): Voice {
  let begun = earlier;
  let place: ShownPlace | undefined;
  let isUnderWay = false;
  let waits = false;
  let isOver = false;

  const send = (going: Going) =>
    fetch(saidAt(address, { tab, begun, place, going }), { method: "POST", keepalive: going !== "on" });

  async function go() {
    if (isUnderWay) {
      waits = true;
      return;
    }
    isUnderWay = true;
    do {
      waits = false;
      try {
        const answer = await send("on");
        if (answer.ok) begun ??= ((await answer.json()) as { begun: number }).begun;
        else if (answer.status < 500) refused(await reason(answer));
      } catch {
        // The line is down; the next beat says it again.
      }
    } while (waits && !isOver);
    isUnderWay = false;
    if (isOver) last("ended");
  }
  const last = (going: Going) => {
    if (place && begun !== null) send(going).catch(() => {});
  };
  return {
    say(at) {
      place = at;
      void go();
    },
    leave: () => last("leaving"),
    end() {
      isOver = true;
      if (!isUnderWay) last("ended");
    },
    begun: () => begun,
  };
}

async function reason(answer: Response): Promise<string> {
  const told = (await answer.json().catch(() => undefined)) as { errors?: { message: string }[] } | undefined;
  return told?.errors?.[0]?.message ?? "This could not be shown to the others.";
}
