export type DeliveryChannel = "email" | "text" | "webhook" | "sheet" | "slack" | "folder";

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

/** A channel as staff read it. */
export const channelWords: Record<DeliveryChannel, string> = {
  email: "Email",
  text: "Text",
  webhook: "Webhook",
  sheet: "Sheet",
  slack: "Slack",
  folder: "Folder",
};

/** How far a text got after the service took it, as the service told. */
export type TextReceipt = "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed";
