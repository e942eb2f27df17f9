import { Text } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { Letter, Part, Press } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import { maskAddress } from "@/lib/deliveries/mask";
import { channelWords, type DeliveryChannel } from "@/lib/deliveries/status";
import type { Shop } from "@/lib/settings/queries";

export type DeadDelivery = {
  id: string;
  channel: DeliveryChannel;
  address: string;
  why: string;
  number: string | null;
};

/** To the shop: a message did not arrive, and is not tried again by itself. */
export function DeliveryDead({ dead, shop }: { dead: DeadDelivery; shop: Shop }) {
  const about = dead.number ? ` about order ${dead.number}` : "";
  const news = `${channelWords[dead.channel]} to ${maskAddress(dead.channel, dead.address)}${about} did not arrive.`;
  return (
    <Letter shop={shop} preview={news}>
      <Part title="A message did not arrive">
        <Text style={look.text} className="ink">
          {news} We gave up trying.
        </Text>
        {dead.why && (
          <Text style={look.small} className="soft">
            The last answer: {dead.why.slice(0, 300)}
          </Text>
        )}
      </Part>
      <Press shop={shop} href={`${appUrl()}/admin/deliveries/${dead.id}`}>
        See every try
      </Press>
    </Letter>
  );
}
