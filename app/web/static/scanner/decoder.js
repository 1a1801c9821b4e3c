// Reads QR codes from the camera: with what the browser itself has, else with compiled code, else with plain script.

const WIDTH = 640; // of the picture that plain script reads, in pixels

/** {name, read(video) → texts of the codes in sight}; each file of ours is loaded only if it is needed. */
export async function openDecoder() {
  return (await native()) ?? (await compiled()) ?? (await plain());
}

/** What the phone is to keep, so that this works without a network. */
export function filesOfDecoder(name) {
  if (name === "compiled") return [MODULE_URL, READER_URL];
  return name === "plain" ? [PLAIN_URL] : [];
}

const MODULE_URL = new URL("../vendor/barcode-detector-3.2.2.js", import.meta.url).href;
const READER_URL = new URL("../vendor/zxing-reader-3.1.3.wasm.gz", import.meta.url).href;
const PLAIN_URL = new URL("../vendor/jsqr-1.4.0.js", import.meta.url).href;

async function native() {
  try {
    const formats = await globalThis.BarcodeDetector.getSupportedFormats();
    if (formats.includes("qr_code")) return detecting("native", globalThis.BarcodeDetector);
  } catch {
    // this browser has none
  }
  return null;
}

async function compiled() {
  try {
    const { BarcodeDetector, prepareZXingModule } = await import(MODULE_URL);
    const packed = await fetch(READER_URL);
    const unpacked = packed.body.pipeThrough(new DecompressionStream("gzip"));
    const wasmBinary = await new Response(unpacked).arrayBuffer();
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    return detecting("compiled", BarcodeDetector);
  } catch (error) {
    console.warn("Compiled code is refused here:", error.message);
    return null;
  }
}

function detecting(name, Detector) {
  const detector = new Detector({ formats: ["qr_code"] });
  return { name, read: async (video) => (await detector.detect(video)).map((found) => found.rawValue) };
}

async function plain() {
  const { default: readPixels } = await import(PLAIN_URL);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });

  function read(video) {
    canvas.width = Math.min(WIDTH, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = readPixels(data, width, height, { inversionAttempts: "dontInvert" });
    return found ? [found.data] : [];
  }

  return { name: "plain", read: async (video) => read(video) };
}
