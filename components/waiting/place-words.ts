import { fullName } from "@/lib/catalog/rules";
import { formatDay } from "@/lib/time";
import type { PlaceView } from "@/lib/waiting/queries";

type Named = Pick<PlaceView, "itemName" | "variantName" | "day">;

/** "2 × Seeded rye, 900 g". */
export function wantedWords(place: Named, units: number): string {
  const name = fullName(place.itemName, place.variantName);
  return units === 1 ? name : `${units} × ${name}`;
}

/** "for Saturday 28 November"; nothing for goods that keep. */
export function dayWords({ day }: Named, locale: string): string {
  return day ? `for ${formatDay(day, locale)}` : "";
}

/** How many are before somebody in line. */
function aheadWords(ahead: number): string {
  if (ahead === 0) return "You are next in line";
  return ahead === 1 ? "One is before you in line" : `${ahead} are before you in line`;
}

/** What a place says that has yet to be confirmed, waits, or had something kept that is just being passed on. */
export function inLineWords({ state, ahead, passedOver }: Pick<PlaceView, "state" | "ahead" | "passedOver">): {
  title: string;
  words: string;
} {
  if (passedOver)
    return {
      title: "You keep your place in line",
      words:
        "One person may have only so many, and with what you have already this would be more. Others are asked until you can have it.",
    };
  if (state === "waiting")
    return {
      title: aheadWords(ahead),
      words: "We write to you when it is your turn. You need not keep this page open.",
    };
  if (state === "offered")
    return { title: "One moment", words: "The time is over. In a few seconds this page says what became of it." };
  return {
    title: "Take your place in line",
    words: "You are in line from the moment you confirm. Nothing is paid, and nothing is ordered yet.",
  };
}

/** What a place says whose line is over for it. */
export const endedWords = {
  taken: { title: "You ordered it", words: "What was kept for you is in your order." },
  passed: { title: "Your turn has passed", words: "The time was over, so it is no longer kept for you." },
  left: { title: "You are not in line any more", words: "You hear no more of this list." },
  over: { title: "This waiting list has ended", words: "None came back for you in time. We are sorry." },
  shut: { title: "This waiting list has ended", words: "We are closed that day. We are sorry." },
} as const;
