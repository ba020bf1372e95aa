// Addresses that must never be asked for, each with the code it is refused with. `PORT` is where a listener inside
// waits for them; names are resolved by the test.

import type { FetchCode } from '../../src/fetching/fetched.js';

export interface HostileAddress {
  readonly address: string;
  readonly code: FetchCode;
}

/** Every way to write an address that is not public. */
const INWARD_HOSTS = [
  // This machine, as the URL parser reads it.
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '0177.0.0.1',
    '0177.1',
    '0x7f.1',
    '0x7f.0.0.1',
    '0x7f000001',
  ],
  ...[
    '2130706433',
    '017700000001',
    '127.000.000.001',
    '0177.0x0.0.1',
    '127.0.0.1.',
    '127.255.255.254',
  ],
  ...[
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
    '%31%32%37.0.0.1',
    '127.0.0.1%2e',
  ],
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'local%68ost'],
  ...['0.0.0.0', '0', '0x0', '00', '0.0.0.1', '0.255.255.255'],
  // Networks that nobody reaches from outside.
  ...[
    '10.0.0.1',
    '10.255.255.255',
    '0xa.0.0.1',
    '167772161',
    '012.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
  ],
  ...['192.168.0.1', '192.168.1.254', '0xc0a80001', '3232235521', '169.254.169.254', '169.254.1.1'],
  ...[
    '0xa9fea9fe',
    '2852039166',
    '0251.0376.0251.0376',
    '100.64.0.1',
    '100.127.255.255',
    '100.100.100.200',
  ],
  ...[
    '192.0.0.192',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '198.19.255.255',
    '192.88.99.1',
  ],
  ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
  // The same in IPv6.
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[::ffff:127.0.0.1]',
  ],
  ...[
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[::ffff:0:127.0.0.1]',
  ],
  ...[
    '[::ffff:10.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[::ffff:192.168.0.1]',
    '[::a9fe:a9fe]',
    '[::8.8.8.8]',
  ],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
  ],
  ...[
    '[2001:0:7f00:1::]',
    '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
    '[fc00::1]',
    '[fd00::1]',
    '[fd00:ec2::254]',
  ],
  ...['[fe80::1]', '[febf::1]', '[fec0::1]', '[ff02::1]', '[ff0e::1]', '[100::1]', '[2001:db8::1]'],
  ...['[2001:10::1]', '[2001:20::1]', '[5f00::1]', '[3fff::1]', '[4000::1]', '[e000::1]'],
  // Names that no public server has.
  ...[
    'intranet',
    'printer',
    'router.lan',
    'nas.local',
    'metadata.google.internal',
    'db.internal',
    'x.localdomain',
  ],
  ...['a.home.arpa', 'abcdefghijklmnop.onion', 'corp.intranet'],
];

/** Ports of other services on hosts that are public. */
const OTHER_PORTS = [
  21, 22, 23, 25, 53, 81, 110, 4430, 2375, 3306, 5432, 6379, 8080, 8443, 9200, 11211, 27017,
];

const NOT_THE_WEB = [
  ...[
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    'FILE:///etc/passwd',
    'ftp://news.example.org/a',
  ],
  ...[
    'gopher://127.0.0.1:6379/_INFO',
    'data:text/html,<p>a</p>',
    'javascript:alert(1)',
    'dict://127.0.0.1:11211/',
  ],
  ...[
    'ldap://127.0.0.1/',
    'ws://news.example.org/',
    'blob:https://news.example.org/1',
    'about:blank',
    'mailto:a@b.c',
  ],
  ...['view-source:http://127.0.0.1/', 'jar:http://127.0.0.1!/', 'unix:/var/run/docker.sock'],
];

const WITH_CREDENTIALS = [
  ...[
    'http://user:pass@news.example.org/',
    'http://user@news.example.org/',
    'http://:pass@news.example.org/',
  ],
  ...[
    'http://news.example.org@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT%40news.example.org@127.0.0.1:PORT/',
  ],
];

const NO_ADDRESS = [
  ...[
    '',
    ' ',
    'news',
    '//127.0.0.1/',
    '/etc/passwd',
    'http://',
    'http://[::1',
    'http://[fe80::1%25eth0]/',
  ],
  ...[
    'http://1.2.3.4.5/',
    'http://256.256.256.256/',
    'http://0x100000000/',
    'http://127.0.0.1:99999/',
  ],
  ...['http://exa mple.org/', `http://news.example.org/${'a'.repeat(3_000)}`],
];

/** Every one of them; `port` is the listener's. */
export function hostileAddresses(port: number): readonly HostileAddress[] {
  const at = (code: FetchCode, addresses: readonly string[]): readonly HostileAddress[] =>
    addresses.map((address) => ({ address: address.replaceAll('PORT', String(port)), code }));
  return [
    ...at(
      'blocked_address',
      INWARD_HOSTS.map((host) => `http://${host}:PORT/secret`),
    ),
    ...at(
      'blocked_port',
      OTHER_PORTS.map((other) => `http://news.example.org:${other}/`),
    ),
    ...at('bad_address', [...NOT_THE_WEB, ...WITH_CREDENTIALS, ...NO_ADDRESS]),
  ];
}
