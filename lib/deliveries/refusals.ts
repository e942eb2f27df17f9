import { refusals } from "@/lib/refusal";

/** What deliveries can refuse. */
export const refuse = refusals<{
  still_trying: Record<string, never>;
  move_undone: Record<string, never>;
  /** The number wants no texts. */
  said_stop: Record<string, never>;
  sent_elsewhere: Record<string, never>;
  /** It reminds of a pickup that was moved, cancelled or is over. */
  no_longer_so: Record<string, never>;
  /** A customer asks for texts to a number that said STOP. */
  texts_stopped: { phone: string; from: string };
  order_over: Record<string, never>;
  not_unknown: Record<string, never>;
  arrived_meanwhile: Record<string, never>;
  sent_again_before: Record<string, never>;
  erased: Record<string, never>;
  nothing_sends: { channel: "email" | "text" };
  destination_disabled: { name: string };
  destination_removed: { name: string };
  secret_lost: { name: string };
  wrong_secret: { name: string };
  no_own_secret: { name: string };
  named_by_settings: { name: string };
  orders_only: { name: string };
}>({
  still_trying: () => "This message is on its way already. There is nothing to do yet.",
  move_undone: () => "The move that this message tells of was taken back, so it is not sent.",
  said_stop: () => "This number replied STOP, so no text goes to it until it sends START. Please call.",
  sent_elsewhere: () => "The contact of the order changed before this message went: it goes to the new one instead.",
  no_longer_so: () => "The pickup that this message reminds of was moved, cancelled or is over, so it is not sent.",
  texts_stopped: ({ phone, from }) =>
    `${phone} replied STOP before, so we may not text it. Send START${from ? ` to ${from}` : ""} from that phone, then try again, or choose email.`,
  order_over: () => "This order is over: there is nothing left to tell you.",
  not_unknown: () => "What became of this message is known by now. Look again.",
  arrived_meanwhile: () => "This message arrived meanwhile, so it was left alone.",
  sent_again_before: () =>
    "Somebody sent this message again before. To send it once more, press at the newer one: it stands in the list of deliveries.",
  erased: () => "This customer was erased on request: there is nothing left to send.",
  nothing_sends: ({ channel }) =>
    channel === "email"
      ? "No mail server is set, so this email cannot be sent. Set SMTP_URL and start the shop again."
      : "No text service is set, so this text cannot be sent. Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM and start the shop again.",
  destination_disabled: ({ name }) =>
    `Exports to ${name} are switched off, so nothing is sent there. Let it go on, on its page, and send this again.`,
  destination_removed: ({ name }) => `${name} was removed, so there is nowhere to send this.`,
  secret_lost: ({ name }) =>
    `The secret of ${name} cannot be read with this SECRETS_KEY. Enter the secret again, then it goes on.`,
  wrong_secret: ({ name }) => `That is not a secret that ${name} could use. Nothing was changed.`,
  no_own_secret: ({ name }) =>
    `The secret of ${name} is given out by its other side. Make a new one there, and enter it here.`,
  orders_only: ({ name }) => `Each row of ${name} is an order: stock cannot be told of there.`,
  named_by_settings: ({ name }) =>
    `${name} is named by the server's settings (EXPORT_WEBHOOK_URL). Take it out there, and start the shop again; pause it here if you like.`,
});
