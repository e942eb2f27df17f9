const size = 64;

/** A page's title with how many orders wait to be accepted before it; whatever stood there before is replaced. */
export function titleWith(title: string, waiting: number): string {
  const plain = title.replace(/^\(\d+\) /, "");
  return waiting > 0 ? `(${waiting}) ${plain}` : plain;
}

/** What stands on the icon: "3", and "9+" beyond nine. */
export function badgeWords(waiting: number): string {
  return waiting > 9 ? "9+" : String(waiting);
}

/** Keeps the tab's title and icon telling how many orders wait, whatever else writes them. Returns what ends it. */
export function keepBadge(waiting: number): () => void {
  const write = () => {
    writeTitle(waiting);
    void drawIcons(waiting);
  };
  const watcher = new MutationObserver(write);
  const everything = { childList: true, subtree: true, characterData: true, attributeFilter: ["href"] };
  watcher.observe(document.head, everything);
  write();
  return () => watcher.disconnect();
}

function writeTitle(waiting: number): void {
  const wanted = titleWith(document.title, waiting);
  if (wanted !== document.title) document.title = wanted;
}

/** A link of the page's own making has no badge yet, or one of another count. */
async function drawIcons(waiting: number): Promise<void> {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) {
    const { plain = link.href, badge } = link.dataset;
    const wanted = waiting > 0 ? badgeWords(waiting) : "";
    if (badge === wanted && link.href !== plain) continue;
    Object.assign(link.dataset, { plain, badge: wanted });
    const drawn = wanted === "" ? plain : await drawnOver(plain, wanted).catch(() => plain);
    if (link.dataset.badge === wanted && link.href !== drawn) link.href = drawn;
  }
}

async function drawnOver(plain: string, words: string): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (!pen) return plain;
  pen.drawImage(await imageOf(plain), 0, 0, size, size);
  drawBadge(pen, words);
  return canvas.toDataURL("image/png");
}

function drawBadge(pen: CanvasRenderingContext2D, words: string): void {
  const [x, y, radius] = [size - 21, 21, 21];
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = "#b3380d";
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = `700 ${words.length > 1 ? 26 : 32}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(words, x, y + 2);
}

function imageOf(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image(size, size);
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = address;
  });
}
