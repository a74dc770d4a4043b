namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Remembers a value for each of the keys that were used lately, twice <paramref name="half"/> at most. When one
/// generation is full the one before it is dropped: a flood of new keys costs nobody an answer, and washes away only
/// what was not used for as long as the flood took. Not safe for many callers: whoever has it locks.
/// </summary>
internal sealed class RecentKeys<TKey, TValue>(int half) where TKey : notnull
{
    private Dictionary<TKey, TValue> _now = [];
    private Dictionary<TKey, TValue> _before = [];

    /// <summary>How many keys are remembered.</summary>
    public int Count => _now.Count + _before.Count;

    /// <summary>The value of a key, which counts as used by this.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        if (_now.TryGetValue(key, out value!)) return true;
        if (!_before.Remove(key, out value!)) return false;
        Set(key, value);
        return true;
    }

    /// <summary>Remembers a value.</summary>
    public void Set(TKey key, TValue value)
    {
        _before.Remove(key);
        if (_now.Count >= half && !_now.ContainsKey(key)) (_before, _now) = (_now, []);
        _now[key] = value;
    }

    /// <summary>Forgets the keys that are meant; looks at all of them.</summary>
    public void RemoveAll(Func<TKey, bool> meant)
    {
        foreach (var generation in new[] { _now, _before })
            foreach (var key in generation.Keys.Where(meant).ToArray()) generation.Remove(key);
    }

    /// <summary>Forgets a key.</summary>
    public void Remove(TKey key)
    {
        _now.Remove(key);
        _before.Remove(key);
    }
}
