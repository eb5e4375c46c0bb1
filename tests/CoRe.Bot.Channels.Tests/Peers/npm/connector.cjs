// Microsoft's unmodified connector library: checks posts as a bot built on it would ("check"), or sends an activity ("send").
const { ChannelValidation, ConnectorClient, JwtTokenValidation, SimpleCredentialProvider } = require('botframework-connector');

const order = JSON.parse(process.argv[2]);

async function main() {
  if (order.check) {
    ChannelValidation.OpenIdMetadataEndpoint = order.metadata;
    const credentials = new SimpleCredentialProvider(order.appId, 'a-secret');
    for (const { header, activity } of order.check) {
      let entered = true;
      let why = '';
      try {
        await JwtTokenValidation.authenticateRequest(activity, header, credentials, '');
      } catch (error) {
        entered = false;
        why = String(error.message);
      }
      console.log(JSON.stringify({ in: entered, why }));
    }
  } else {
    const client = new ConnectorClient({ signRequest: (request) => Promise.resolve(request) }, { baseUri: order.send.serviceUrl });
    await client.conversations.sendToConversation(order.send.conversation.id, order.send);
  }
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
