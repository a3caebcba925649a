import { expect, test } from 'vitest'
import { closedNetworks, isPublicAddress } from './public-address.ts'

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '223.255.255.254',
  '2a00:1450:4001::8',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))

test.each(closedNetworks.map(([network]) => network))('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '127.255.255.255',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.178.1',
  '169.254.169.254',
  '100.127.255.255',
  '255.255.255.255',
  '0.0.0.0',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::ffff:0:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '2001:0:7f00:1::',
  '2002:7f00:1::',
  '4000::1',
  'localhost',
  '',
])('%s is not public either', (address) => expect(isPublicAddress(address)).toBe(false))
