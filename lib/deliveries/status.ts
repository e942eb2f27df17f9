export type DeliveryChannel = "email" | "text" | "export";

export type DeliveryState = "waiting" | "sending" | "delivered" | "kept" | "unknown" | "dead" | "withdrawn";

/** A delivery's state as staff read it. */
export const deliveryStateWords: Record<DeliveryState, string> = {
  waiting: "Waiting",
  sending: "Sending",
  delivered: "Delivered",
  kept: "Kept, not sent",
  unknown: "Unknown",
  dead: "Gave up",
  withdrawn: "Withdrawn",
};

/** What a state means for whoever waits for the message. */
export const deliveryStateMeanings: Record<DeliveryState, string> = {
  waiting: "It will be tried at the time shown.",
  sending: "A worker is sending it now.",
  delivered: "The other side took it.",
  kept: "Nothing is set up that could send it. It is in the outbox.",
  unknown: "It may have arrived: the answer was lost. It is not sent again by itself.",
  dead: "It did not arrive, and it is not tried again by itself.",
  withdrawn: "The move it tells of was taken back, so nobody was told.",
};

/** A channel as staff read it. */
export const channelWords: Record<DeliveryChannel, string> = { email: "Email", text: "Text", export: "Export" };
