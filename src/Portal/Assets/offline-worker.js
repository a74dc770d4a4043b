// Reads QR codes off pictures, away from the page. The reader is the library zxing-wasm (lib/lib.lock.json).
onmessage = async ({ data }) => {
  if (data.library) {
    importScripts(data.library);
    ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => data.wasm }, fireImmediately: true });
    return;
  }
  try {
    const found = await ZXingWASM.readBarcodes(data.picture, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
    postMessage({ text: found[0]?.text ?? null });
  } catch {
    postMessage({ text: null });
  }
};
