import { appUrl } from "@/lib/deliveries/channels/settings";
import { Letter, type LetterShop, Lines, Press, Title } from "@/lib/deliveries/emails/letter";
import { maskAddress } from "@/lib/deliveries/mask";
import { channelWords, type DeliveryChannel } from "@/lib/deliveries/status";

export type DeadDelivery = {
  id: string;
  channel: DeliveryChannel;
  address: string;
  why: string;
  number: string | null;
};

/** To the shop: a message did not arrive, and is not tried again by itself. */
export function DeliveryDead({ dead, shop }: { dead: DeadDelivery; shop: LetterShop }) {
  const about = dead.number ? ` about order ${dead.number}` : "";
  const news = `${channelWords[dead.channel]} to ${maskAddress(dead.channel, dead.address)}${about} did not arrive.`;
  return (
    <Letter shop={shop} preview={news}>
      <Title>A message did not arrive</Title>
      <Lines of={[`${news} We gave up trying.`]} />
      {dead.why && <Lines of={[`The last answer: ${dead.why.slice(0, 300)}`]} small />}
      <Press shop={shop} href={`${appUrl()}/admin/deliveries/${dead.id}`}>
        See every try
      </Press>
    </Letter>
  );
}
