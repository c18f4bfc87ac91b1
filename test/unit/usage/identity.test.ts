import assert from 'node:assert/strict';
import { iterationIdentity, markIdentity, responseIdentity, toolIdentity, typedCommandIdentity, type ResponseNames } from '../../../src/core/usage/identity';

const names = (changes: Partial<ResponseNames> = {}): ResponseNames => ({
  messageId: '',
  requestId: '',
  sessionId: 's',
  at: 1,
  uuid: '',
  place: 'f\n0',
  ...changes,
});

describe('identity of a response', () => {
  it('is an Anthropic message id alone, whatever request, session, time and line say', () => {
    for (const messageId of ['msg_01A', 'msg_bdrk_01A', 'msg_vrtx_01A']) {
      const one = responseIdentity(names({ messageId, requestId: 'req_1', sessionId: 'a', uuid: 'u1' }));
      assert.equal(responseIdentity(names({ messageId, requestId: 'req_2', sessionId: 'b', at: 9, uuid: 'u2', place: 'g\n7' })), one);
    }
  });

  it('is message id and request id for other ids, which a gateway may repeat', () => {
    const one = responseIdentity(names({ messageId: 'ocgo', requestId: 'r1' }));
    assert.equal(responseIdentity(names({ messageId: 'ocgo', requestId: 'r1', sessionId: 'other', at: 5 })), one);
    assert.notEqual(responseIdentity(names({ messageId: 'ocgo', requestId: 'r2' })), one);
  });

  it('is message id, session and time without a request id', () => {
    const one = responseIdentity(names({ messageId: 'ocgo' }));
    assert.equal(responseIdentity(names({ messageId: 'ocgo', uuid: 'u', place: 'g\n1' })), one);
    assert.notEqual(responseIdentity(names({ messageId: 'ocgo', at: 2 })), one);
    assert.notEqual(responseIdentity(names({ messageId: 'ocgo', sessionId: 't' })), one);
  });

  it('is the uuid without an id, and the place without a uuid', () => {
    assert.equal(responseIdentity(names({ uuid: 'u', sessionId: 'a' })), responseIdentity(names({ uuid: 'u', sessionId: 'b', place: 'g\n1' })));
    assert.notEqual(responseIdentity(names()), responseIdentity(names({ place: 'f\n1' })));
  });

  it('never meets across kinds, even when the ids are the same text', () => {
    const id = 'msg_1';
    const all = [
      responseIdentity(names({ messageId: id })),
      iterationIdentity(responseIdentity(names({ messageId: id })), 0),
      iterationIdentity(responseIdentity(names({ messageId: id })), 1),
      responseIdentity(names({ messageId: 'x', requestId: id })),
      responseIdentity(names({ uuid: id })),
      responseIdentity(names({ place: id })),
      toolIdentity(id),
      markIdentity('prompt', id),
      markIdentity('command', id),
      markIdentity('apiError', id),
      typedCommandIdentity('s', id, 1),
    ];
    assert.equal(new Set(all).size, all.length);
  });
});
