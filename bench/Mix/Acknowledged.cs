using System.Collections.Concurrent;

namespace OrleansRegistry.Bench.Mix;

/// <summary>What the registry has said is done: compared in the end with what is there.</summary>
internal sealed class Acknowledged
{
    private static readonly string[] _steps = ["submitted", "accepted", "approved"];

    private readonly ConcurrentDictionary<string, int> _applications = new(), _versions = new();

    /// <summary>Ids of applications that were filed.</summary>
    public ICollection<string> Applications => _applications.Keys;

    /// <summary>Keys of certificates to which something was written.</summary>
    public ICollection<string> Certificates => _versions.Keys;

    /// <summary>An application has come so far.</summary>
    public void Step(string application, string status) => Raise(_applications, application, Place(status));

    /// <summary>A certificate has this version.</summary>
    public void Version(string certificate, int version) => Raise(_versions, certificate, version);

    /// <summary>True: the application is not behind what was acknowledged. It may be further.</summary>
    public bool Has(string application, string status) => Place(status) >= _applications[application];

    /// <summary>The same of a certificate.</summary>
    public bool Has(string certificate, int version) => version >= _versions[certificate];

    private static int Place(string status) => Array.IndexOf(_steps, status);

    private static void Raise(ConcurrentDictionary<string, int> all, string key, int to) =>
        all.AddOrUpdate(key, to, (_, seen) => Math.Max(seen, to));
}
