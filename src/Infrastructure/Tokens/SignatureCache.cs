using System.Collections.Concurrent;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>
/// Remembers "this very text was signed by key k", and nothing else: whether the key still counts and what the document
/// is worth is asked each time. Bounded: two generations, of which the older one is dropped when the younger is full.
/// Only good signatures are remembered, so nobody can wash them out without having tokens.
/// </summary>
internal sealed class SignatureCache(int max)
{
    private ConcurrentDictionary<string, (ReadToken Token, PublicKey Key)> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, (ReadToken Token, PublicKey Key)> _old = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The token that this text is, and who signed it; null: not remembered.</summary>
    public (ReadToken Token, PublicKey Key)? Find(string text)
    {
        if (_young.TryGetValue(text, out var found)) return found;
        if (!_old.TryGetValue(text, out found)) return null;
        Keep(text, found.Token, found.Key);
        return found;
    }

    /// <summary>Remembers a good signature.</summary>
    public void Keep(string text, ReadToken token, PublicKey key)
    {
        if (!_young.TryAdd(text, (token, key)) || Interlocked.Increment(ref _count) < max / 2) return;
        // Two callers at once drop a generation too many: then some signatures are checked once more.
        Interlocked.Exchange(ref _count, 0);
        _old = _young;
        _young = new(StringComparer.Ordinal);
    }
}
