import { isErased, placeWords } from "@/components/deliveries/delivery-words";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import { mayGoAgain } from "@/lib/deliveries/rules-of-again";

/** What can be pressed at a message, and what is said before: without words it goes at one press. */
export type AgainOffer = { warning: string | null; choices: Choices };
type AgainChoice = { arrived: "same" | "now"; words: string; says?: string };
type Choices = readonly [AgainChoice, ...AgainChoice[]];

const plain: Choices = [{ arrived: "same", words: "Send again" }];
const anyway: Choices = [{ arrived: "same", words: "Send it again anyway" }];

/** How a message can be sent again; null if it cannot, or need not be. */
export function againOffer(row: DeliveryRow): AgainOffer | null {
  if (!mayGoAgain(row) || isErased(row)) return null;
  const { state, channel } = row;
  if (channel === "sheet" || channel === "folder")
    return { warning: rowWords[channel], choices: [{ arrived: "same", words: "Write it again" }] };
  if (state === "unknown") return { warning: unknownWords(row), choices: anyway };
  if (state !== "delivered") return { warning: null, choices: plain };
  if (channel === "webhook") {
    const [same, ...now] = webhook;
    return {
      warning: `${placeWords(row)} has confirmed this message.`,
      choices: row.orderId ? [same, ...now] : [same],
    };
  }
  const twice = channel === "slack" ? "The channel will have it twice." : `Sent again, ${whomWords(row)} has it twice.`;
  return { warning: `This message arrived. ${twice}`, choices: anyway };
}

const rowWords = {
  sheet: "The order’s row is written as the order is now, so that no newer row is put back to an older one.",
  folder:
    "The order’s row in its file is written as the order is now, so that no newer row is put back to an older one.",
};

const webhook: Choices = [
  {
    arrived: "same",
    words: "The same message",
    says: "Under the same id and with the same bytes. A receiver that has it drops it.",
  },
  {
    arrived: "now",
    words: "The order as it is now",
    says: "As a new message with a new id, after all that waits for this order.",
  },
];

function unknownWords(row: DeliveryRow): string {
  return `This message may already have arrived: its answer was lost. Sent again, ${whomWords(row)} could get it twice.`;
}

function whomWords(row: DeliveryRow): string {
  return row.place === "customer" ? "the customer" : placeWords(row).replace(/^The shop/, "the shop");
}
