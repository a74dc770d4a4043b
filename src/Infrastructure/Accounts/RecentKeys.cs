namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Remembers a value for each recently used key, at most twice <paramref name="half"/>. When one generation is full,
/// the previous one is dropped: a flood of new keys only removes keys that were not used since it began. Not safe for
/// several threads; the owner must lock.
/// </summary>
internal sealed class RecentKeys<TKey, TValue>(int half) where TKey : notnull
{
    private Dictionary<TKey, TValue> _now = [];
    private Dictionary<TKey, TValue> _before = [];

    /// <summary>How many keys are in memory.</summary>
    public int Count => _now.Count + _before.Count;

    /// <summary>The value of a key; this counts as use.</summary>
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

    /// <summary>Removes the keys for which the predicate is true; it looks at all of them.</summary>
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
