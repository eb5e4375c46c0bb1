// Microsoft's unmodified DirectLineJS against a server. One JSON line on stdout for all that happens.
// node directline.mjs '{"origin":"http://127.0.0.1:5000","say":["ciao"],"until":3,"dropAfter":0}'
//   say        texts to post, one after the other, once connected
//   until      activities to wait for
//   dropAfter  kill the socket once after so many activities (0: never); the client must come back by itself
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const order = JSON.parse(process.argv[2]);
const WebSocket = require('ws');
globalThis.XMLHttpRequest = require('xmlhttprequest').XMLHttpRequest;

let socket;
class WatchedSocket extends WebSocket {
  constructor(...parameters) {
    super(...parameters);
    socket = this;
  }
}
globalThis.WebSocket = WatchedSocket;
const { DirectLine } = require('botframework-directlinejs');

const report = line => console.log(JSON.stringify(line));
const end = code => process.stdout.write('', () => process.exit(code));

const { token } = await (await fetch(`${order.origin}/api/chat/token`, { method: 'POST' })).json();

// random is a seam of the client: 0 makes it come back after its shortest wait (3 s).
const client = new DirectLine({ domain: `${order.origin}/directline`, token, random: () => 0, WebSocket: WatchedSocket });
setTimeout(() => end(1), 45_000);

let heard = 0;
client.connectionStatus$.subscribe(status => report({ status }));
client.activity$.subscribe(activity => {
  heard++;
  report({ activity });
  if (heard === order.dropAfter) {
    socket.terminate();
  }
  if (heard === order.until) {
    end(0);
  }
}, error => report({ error: error.message }));

for (const [index, text] of order.say.entries()) {
  await new Promise((resolve, reject) => client.postActivity({
    type: 'message', text, from: { id: 'dl_whoever', name: 'Amina' }, channelData: { clientActivityID: `key-${index}` },
  }).subscribe(id => { report({ posted: id }); resolve(); }, reject));
}
