// A Telegram server (npm telegram-test-api) on loopback. argv[2]: its port. Prints one line when it is open.
import TelegramServer from "telegram-test-api";

const Server = TelegramServer.default ?? TelegramServer;
const server = new Server({ host: "127.0.0.1", port: Number(process.argv[2]), storeTimeout: 3600 });
await server.start();
process.stdout.write("open\n");
