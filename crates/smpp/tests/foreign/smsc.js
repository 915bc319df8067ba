// A message centre on node-smpp. Says what it sees as JSON lines on standard output; ends with its input.
// Joins parts by (source, destination, reference), answers with hexadecimal ids, and sends a receipt for
// each submission that asks for one: by parameters for odd numbers, by text alone for even ones.
'use strict';
const smpp = require('smpp');

const say = (event) => process.stdout.write(JSON.stringify(event) + '\n');
const parts = new Map();
let last = 0xa0;

function place(udh) {
  for (const element of udh || []) {
    if (element[0] === 0x00 && element.length === 5) {
      return { reference: element[2], total: element[3], number: element[4] };
    }
    if (element[0] === 0x08 && element.length === 6) {
      return { reference: element.readUInt16BE(2), total: element[4], number: element[5] };
    }
  }
  return { reference: 0, total: 1, number: 1 };
}

function receive(pdu) {
  const { reference, total, number } = place(pdu.short_message.udh);
  const key = [pdu.source_addr, pdu.destination_addr, reference, total].join('|');
  const got = parts.get(key) || new Map();
  got.set(number, pdu.short_message.message);
  parts.set(key, got);
  if (got.size === total) {
    parts.delete(key);
    const text = [...got.keys()].sort((a, b) => a - b).map((n) => got.get(n)).join('');
    say({ event: 'message', from: pdu.source_addr, to: pdu.destination_addr, text, parts: total,
      data_coding: pdu.data_coding, validity: String(pdu.validity_period) });
  }
}

function receipt(session, pdu, id, byParameters) {
  const fields = {
    source_addr_ton: pdu.dest_addr_ton, source_addr_npi: pdu.dest_addr_npi, source_addr: pdu.destination_addr,
    dest_addr_ton: pdu.source_addr_ton, dest_addr_npi: pdu.source_addr_npi, destination_addr: pdu.source_addr,
    esm_class: 4,
    short_message: Buffer.from(`id:${id} sub:001 dlvrd:001 submit date:2611201430 done date:2611201430 stat:DELIVRD err:000 text:`),
  };
  if (byParameters) {
    fields.receipted_message_id = id;
    fields.message_state = 2;
  }
  session.deliver_sm(fields, (answer) => say({ event: 'receipt_answered', id, status: answer.command_status }));
}

const server = smpp.createServer((session) => {
  session.on('error', () => {});
  const bind = (pdu) => {
    const refused = pdu.password === 'bad';
    say({ event: 'bind', command: pdu.command, system_id: pdu.system_id, refused });
    session.send(pdu.response({ command_status: refused ? smpp.ESME_RINVPASWD : 0, system_id: 'node' }));
    // Asked at once, so that the link must answer it right behind its bind.
    if (!refused) session.enquire_link((answer) => say({ event: 'enquiry_answered', status: answer.command_status }));
  };
  session.on('bind_transceiver', bind);
  session.on('bind_transmitter', bind);
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => {
    say({ event: 'unbind' });
    session.send(pdu.response());
    session.close();
  });
  session.on('submit_sm', (pdu) => {
    const number = ++last;
    const id = number.toString(16).toUpperCase().padStart(8, '0');
    receive(pdu);
    session.send(pdu.response({ message_id: id }));
    if (pdu.registered_delivery & 1) setTimeout(() => receipt(session, pdu, id, number % 2 === 1), 20);
  });
});
server.listen(0, '127.0.0.1', () => say({ event: 'listening', port: server.address().port }));
process.stdin.on('end', () => process.exit(0)).resume();
