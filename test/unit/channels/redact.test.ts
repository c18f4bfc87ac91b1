import assert from 'node:assert/strict';
import { redacted } from '../../../src/core/channel/redact';

const HOOK = 'https://hooks.slack.com/services/T1/B2/kEyThatNobodyMaySee';

describe('redaction', () => {
  it('takes out what looks like a secret, unasked', () => {
    for (const [text, clean] of [
      [`Failed to parse URL from ${HOOK}`, 'Failed to parse URL from https://hooks.slack.com/…'],
      ['post https://me:kEy@example.com/x', 'post https://[secret]@example.com/…'],
      ['smtp://ada:kEy@mail.example.com', 'smtp://[secret]@mail.example.com'],
      ['GET https://example.com/in?token=kEy failed', 'GET https://example.com/… failed'],
      ['Authorization: Bearer kEy.kEy-kEy', 'Authorization: [secret]'],
      ['{"routing_key":"kEykEy"}', '{"routing_key":"[secret]"}'],
      ['password=kEy, host=a', 'password=[secret], host=a'],
      ['sent Basic YWRhOmtFeQ== to it', 'sent Basic [secret] to it'],
      ['with sk-ant-api03-kEykEykEy in it', 'with [secret] in it'],
    ] as const)
      assert.equal(redacted(text), clean);
  });

  it('takes out what is known, in each shape and behind other text in base64', () => {
    const secret = 'p"ä/ß +%=3';
    const shapes = [secret, JSON.stringify(secret), encodeURIComponent(secret)];
    const basic = ['', 'a:', 'ab:', 'abc:', '\0ada\0'].map((user) => Buffer.from(user + secret).toString('base64'));
    for (const shape of shapes) assert.equal(redacted(`x ${shape} y`, [secret]).includes(shape.replaceAll('"', '')), false);
    for (const shape of basic) {
      const clean = redacted(`x ${shape} y`, [secret]);
      assert.match(clean, /\[secret\]/, shape);
      assert.ok(!Buffer.from(clean.slice(2), 'base64').toString().includes('ä/ß'), clean);
    }
  });

  it('leaves words alone that say what is wrong', () => {
    for (const text of ['HTTP 403, invalid_token', 'connection refused, ECONNREFUSED', '535 5.7.8 Authentication failed', 'no secret is set'])
      assert.equal(redacted(text, ['abcd']), text);
  });

  it('does not tear a text apart over a secret of three letters', () => assert.equal(redacted('a cat', ['cat']), 'a cat'));
});
