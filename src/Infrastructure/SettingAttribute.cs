namespace OrleansRegistry.Infrastructure;

/// <summary>A setting, as docs/settings.md describes it.</summary>
/// <param name="key">The environment variable.</param>
/// <param name="alone">The default on a silo alone.</param>
/// <param name="cluster">The default in a cluster.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string key, string alone, string cluster) : Attribute
{
    /// <summary>The environment variable.</summary>
    public string Key { get; } = key;

    /// <summary>The default on a silo alone.</summary>
    public string Alone { get; } = alone;

    /// <summary>The default in a cluster.</summary>
    public string Cluster { get; } = cluster;
}
