import { colleague } from "@/lib/deliveries/channels/colleague";
import { folder } from "@/lib/deliveries/channels/folder";
import type { Kind } from "@/lib/deliveries/channels/kind";
import { sheet } from "@/lib/deliveries/channels/sheet";
import { slack } from "@/lib/deliveries/channels/slack";
import { webhook } from "@/lib/deliveries/channels/webhook";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";

/** How each kind of destination is prepared for, sent to and asked: one row per kind. */
export const channelKinds: Readonly<Record<DestinationKind, Kind>> = { webhook, sheet, slack, folder, colleague };
