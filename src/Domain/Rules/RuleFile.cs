using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The one reader of rule files. It first compares the text with the type of the file (<see cref="RuleShape"/>), and
/// then lets the kind of file check what the values mean. Both collect every fault instead of stopping at the first, so
/// that the author of the file can correct all of them at once.
/// </summary>
internal static class RuleFile
{
    /// <summary>Reads a file of one kind.</summary>
    /// <param name="json">The file, JSON in UTF-8; a byte order mark is ignored.</param>
    /// <param name="type">The type that it must have.</param>
    /// <param name="make">Makes the rules from the file; null when it added a fault.</param>
    public static RulebookLoad<T> Read<TFile, T>(
        ReadOnlySpan<byte> json, JsonTypeInfo<TFile> type, Func<TFile, RuleFaults, T?> make)
        where TFile : class
        where T : class
    {
        var faults = new RuleFaults();
        T? made = null;
        var broken = DataFile.Read(json, root =>
        {
            RuleShape.Check(root, type, "", faults);
            if (faults.IsEmpty) made = make(root.Deserialize(type)!, faults);
        });
        if (broken is not null) faults.Add(broken);
        return faults.IsEmpty && made is not null
            ? new RulebookLoad<T>.Loaded(made)
            : new RulebookLoad<T>.Rejected(faults.All());
    }

    /// <summary>
    /// The version that a file gives itself and the first 8 hexadecimal digits of the SHA-256 of its bytes, as in
    /// <c>2026-03-20.1+0a1b2c3d</c>: two files that differ in one byte never pass for the same.
    /// </summary>
    public static string VersionOf(string version, ReadOnlySpan<byte> text) =>
        $"{version}+{Convert.ToHexStringLower(SHA256.HashData(text))[..8]}";
}

/// <summary>The faults of a file, in the order in which they were found.</summary>
internal sealed class RuleFaults
{
    private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();

    /// <summary>How many faults there are so far.</summary>
    public int Count => _faults.Count;

    /// <summary>True while there is no fault.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Adds a fault, in plain words.</summary>
    public void Add(string fault) => _faults.Add(fault);

    /// <summary>All of them.</summary>
    public ImmutableArray<string> All() => _faults.ToImmutable();
}
