// A client on node-smpp against the message centre at the port given: binds, submits an Arabic text of two
// parts and an English one, and says what comes back as JSON lines. Unbinds when its input ends.
'use strict';
const smpp = require('smpp');

const say = (event) => process.stdout.write(JSON.stringify(event) + '\n');
const session = smpp.connect({ host: '127.0.0.1', port: Number(process.argv[2]) });
session.socket.setNoDelay(true);
session.on('error', (e) => say({ event: 'error', code: e.code }));
session.on('close', () => process.exit(0));
session.on('enquire_link', (pdu) => session.send(pdu.response()));
session.on('deliver_sm', (pdu) => {
  const text = pdu.short_message.message;
  if (pdu.esm_class & 4) {
    say({ event: 'receipt', id: pdu.receipted_message_id, state: pdu.message_state, text: String(text) });
  } else {
    say({ event: 'message', from: pdu.source_addr, to: pdu.destination_addr, text });
  }
  session.send(pdu.response());
});

const addresses = {
  source_addr_ton: 5, source_addr_npi: 0, source_addr: 'Jawaz',
  dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '966500000002', registered_delivery: 1,
};
const answered = (pdu) => say({ event: 'answer', status: pdu.command_status, id: pdu.message_id });

session.on('connect', () => {
  session.bind_transceiver({ system_id: 'foreign', password: 'secret' }, (bound) => {
    say({ event: 'bound', status: bound.command_status });
    const text = process.argv[3];
    [text.slice(0, 67), text.slice(67)].forEach((piece, i) => {
      session.submit_sm({ ...addresses, data_coding: 8,
        short_message: { udh: Buffer.from([5, 0, 3, 42, 2, i + 1]), message: piece } }, answered);
    });
    session.submit_sm({ ...addresses, data_coding: 0,
      short_message: Buffer.from([0x00, 0x20, 0x1b, 0x65, 0x1b, 0x3c, 0x61]) }, answered);
    session.enquire_link((pdu) => say({ event: 'enquiry_answered', status: pdu.command_status }));
    session.send(new smpp.PDU('query_sm', { message_id: '1' }), (pdu) => say({ event: 'query_answered', command: pdu.command, status: pdu.command_status }));
  });
});
process.stdin.on('end', () => session.unbind(() => session.close())).resume();
