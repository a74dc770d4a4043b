// Checks a token as anybody would who has only the published keys: node check.mjs <address of the keys> <token> <now>
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [, , keys, token, now] = process.argv;
try {
  const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), { algorithms: ['ES256'], currentDate: new Date(now) });
  console.log(JSON.stringify({ valid: true, payload, header: protectedHeader }));
} catch (error) {
  console.log(JSON.stringify({ valid: false, code: error.code ?? String(error) }));
}
