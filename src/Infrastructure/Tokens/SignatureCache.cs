using System.Collections.Concurrent;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>
/// Remembers that a text was signed by a certain key, and nothing else: whether the key is still accepted and the
/// document valid is checked each time. Limited: there are two generations, and the older one is dropped when the
/// younger is full. Only good signatures are remembered, so that nobody without tokens can displace them.
/// </summary>
internal sealed class SignatureCache(int max)
{
    private ConcurrentDictionary<string, (ReadToken Token, PublicKey Key)> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, (ReadToken Token, PublicKey Key)> _old = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The token of this text, and the key that signed it; null: it is not remembered.</summary>
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
        // Two callers at once may drop one generation too many: then some signatures are checked once more.
        Interlocked.Exchange(ref _count, 0);
        _old = _young;
        _young = new(StringComparer.Ordinal);
    }
}
