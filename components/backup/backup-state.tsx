import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Notice } from "@/components/ui/notice";
import type { BackupMade } from "@/lib/backup/queries";
import { agoWords, isOld, oldAfterDays, sizeWords } from "@/lib/backup/rules";

type Props = { last: BackupMade | null; now: Date; place: Place };

/** Whether the shop would survive tonight, in one line. */
export function BackupState({ last, now, place }: Props) {
  if (!last)
    return (
      <Notice hue="stop" glyph="note" title="No backup was made yet.">
        If this machine dies, the shop is gone with it. Make one now; it takes a moment, and orders keep coming.
      </Notice>
    );
  const made = (
    <>
      Made {momentWords(last.takenAt, place)}: {sizeWords(last.bytes)}, with {last.photos} photo files.
    </>
  );
  if (isOld(last.takenAt, now))
    return (
      <Notice hue="unsure" glyph="note" title={`The last backup is ${agoWords(last.takenAt, now)} old.`}>
        {made} What happened since would be lost. A shop wants one at least every {oldAfterDays} days, better every
        night.
      </Notice>
    );
  return (
    <Notice hue="ready" glyph="tick" title={`The last backup is ${agoWords(last.takenAt, now)} old.`}>
      {made} The stock, the orders and the photos are in it, all of one moment.
    </Notice>
  );
}
