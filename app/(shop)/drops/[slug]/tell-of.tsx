import { tellMe, tellMeNot } from "@/app/(shop)/drops/[slug]/actions";
import { TellMe } from "@/components/drops/tell-me";
import { tellWords } from "@/lib/catalog/words-of-drops";

type Props = {
  drop: { slug: string; tellMinutes: number };
  wish: { email: string; token: string } | null;
  trap: boolean;
  back: string;
};

/** "Tell me", for a drop that has not begun. */
export function TellOf({ drop, ...rest }: Props) {
  return <TellMe drop={drop.slug} when={tellWords(drop.tellMinutes)} actions={{ tellMe, tellMeNot }} {...rest} />;
}
