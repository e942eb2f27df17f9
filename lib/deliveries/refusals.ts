import { refusals } from "@/lib/refusal";

/** What deliveries can refuse. */
export const refuse = refusals<{
  still_trying: Record<string, never>;
  move_undone: Record<string, never>;
  erased: Record<string, never>;
  nothing_sends: { channel: "email" | "text" };
  destination_disabled: { name: string };
}>({
  still_trying: () => "This message is still being tried by itself. There is nothing to do yet.",
  move_undone: () => "The move that this message tells of was taken back, so it is not sent.",
  erased: () => "This customer was erased on request: there is nothing left to send.",
  nothing_sends: ({ channel }) =>
    channel === "email"
      ? "No mail server is set, so this email cannot be sent. Set SMTP_URL and start the shop again."
      : "No text service is set, so this text cannot be sent. Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM and start the shop again.",
  destination_disabled: ({ name }) => `Exports to ${name} are switched off.`,
});
