/** What came of sending many again: how many go, what was left and why, and whether there are more than go at once. */
export type ManyAgain = { sent: number; left: Readonly<Record<string, number>>; more: boolean };

/** Why some were left, after "3": by the refusal's code. */
const leftWords: Readonly<Record<string, string>> = {
  still_trying: "on their way already",
  arrived_meanwhile: "that arrived meanwhile",
  sent_again_before: "sent again before",
  move_undone: "withdrawn",
  sent_elsewhere: "that went to a new contact instead",
  no_longer_so: "about a pickup that is no longer so",
  said_stop: "to numbers that replied STOP",
  erased: "of erased customers",
  nothing_sends: "without a server that could send them",
  destination_disabled: "to a destination that is switched off",
  destination_removed: "to a destination that was removed",
};

/** "312 messages are on their way again. Left alone: 4 on their way already." */
export function manyAgainWords({ sent, left, more }: ManyAgain): string {
  const why = Object.entries(left).map(([code, count]) => `${count} ${leftWords[code] ?? "that cannot go"}`);
  const alone = why.length > 0 ? `Left alone: ${why.join(", ")}.` : "";
  const rest = more ? "There are more: send the rest once these are through." : "";
  const head = sent === 0 && !alone ? "There was nothing to send again." : `${sentWords(sent)} again.`;
  return [head, alone, rest].filter(Boolean).join(" ");
}

function sentWords(sent: number): string {
  if (sent === 0) return "Nothing is sent";
  return sent === 1 ? "1 message is on its way" : `${sent} messages are on their way`;
}

/** What is said of one that was sent again: it goes, or waits where its destination is paused or does not answer. */
export function sentAgainWords({ waitsFor }: { waitsFor: string | null }): string {
  return waitsFor ? `It waits for ${waitsFor}, and goes once that takes messages` : "On its way again";
}
