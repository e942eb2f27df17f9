import type { Told, ToldEvent } from "@/lib/deliveries/compose-news";
import { codeMinutes } from "@/lib/people/code-rules";
import type { Shop } from "@/lib/settings/queries";

/** A code to whoever checks out. Its id stands where the code will: it is put in as the message is sent. */
export function tellOfCode({ subject, snapshot, personal }: ToldEvent, shop: Shop): Told | null {
  const address = String(personal.address ?? "");
  if (!address) return null;
  const to = snapshot.channel === "text" ? { phone: address } : { email: address };
  return {
    to: [{ place: "customer", ...to }],
    news: {
      title: "Your code",
      paragraphs: [
        subject.id,
        `Type it on the page where you order from ${shop.name}. It holds for ${codeMinutes} minutes.`,
        "If you did not order anything, leave it: nothing happens without the code.",
      ],
    },
    text: `${shop.name}: your code is ${subject.id}. It holds for ${codeMinutes} minutes.`,
  };
}
