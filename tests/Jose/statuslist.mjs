// Reads a status list as anybody would who has only the published keys and the IETF text:
// node statuslist.mjs <address of the keys> <address of the list> <now> <place>
import { inflateSync } from 'node:zlib';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [, , keys, list, now, place] = process.argv;
try {
  const answer = await fetch(list, { headers: { Accept: 'application/statuslist+jwt' } });
  const { payload, protectedHeader } = await jwtVerify(await answer.text(), createRemoteJWKSet(new URL(keys)),
    { algorithms: ['ES256'], typ: 'statuslist+jwt', currentDate: new Date(now) });
  const bytes = inflateSync(Buffer.from(payload.status_list.lst, 'base64url'));
  const at = Number(place);
  console.log(JSON.stringify({
    valid: true, header: protectedHeader, payload: { ...payload, status_list: { bits: payload.status_list.bits } },
    type: answer.headers.get('content-type'), places: bytes.length * 8, status: (bytes[at >> 3] >> (at & 7)) & 1,
  }));
} catch (error) {
  console.log(JSON.stringify({ valid: false, code: error.code ?? String(error) }));
}
