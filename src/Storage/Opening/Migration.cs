using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage.Opening;

/// <summary>A step that is recorded in a database as applied.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">The name of its file.</param>
/// <param name="OldestContract">The oldest contract whose programs can still work after the step.</param>
/// <param name="Checksum">
/// The checksum of what was applied; null: it was applied by a program that stored none, and is not recorded yet.
/// </param>
internal sealed record AppliedStep(int Version, string Name, int OldestContract, string? Checksum);

/// <summary>One numbered step of a schema.</summary>
/// <param name="Version">Its number, from 1 without gaps.</param>
/// <param name="Name">The name of its file.</param>
/// <param name="OldestContract">The oldest contract whose programs can still work after the step.</param>
/// <param name="Sql">The SQL of the step.</param>
internal sealed record Migration(int Version, string Name, int OldestContract, string Sql)
{
    /// <summary>
    /// The contract of this program with a schema; raised with each change that older programs cannot work with. 2: it
    /// reads sealed rows.
    /// </summary>
    public const int Contract = 2;

    private const string ContractPrefix = "-- oldest contract: ";

    /// <summary>SHA-256 of the step; line endings of a checkout make no difference.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(Sql.Replace("\r\n", "\n", StringComparison.Ordinal))));

    /// <summary>
    /// Every step under <paramref name="prefix"/> ("sqlite/", "postgres/") that this program knows, in order.
    /// </summary>
    public static Migration[] All(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = Array.FindAll(
            assembly.GetManifestResourceNames(), name => name.StartsWith(prefix, StringComparison.Ordinal));
        Array.Sort(names, StringComparer.Ordinal);
        var migrations = new Migration[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i][prefix.Length..];
            // Two branches that took the same number would otherwise be applied in the order of their names.
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1:0000}_");
            if (!name.StartsWith(number, StringComparison.Ordinal))
                throw new InvalidOperationException($"{name} is step {i + 1} of the schema: number it so");
            migrations[i] = Read(assembly, names[i], name, i + 1);
        }
        return migrations;
    }

    /// <summary>
    /// Throws when this program cannot work with a step that was applied to <paramref name="where"/>.
    /// </summary>
    /// <param name="applied">How many steps were applied before this one.</param>
    /// <param name="step">The step on record.</param>
    /// <param name="where">The database, for the message.</param>
    /// <param name="known">The steps that this program knows.</param>
    public static void Check(int applied, AppliedStep step, string where, IReadOnlyList<Migration> known)
    {
        if (step.OldestContract > Contract)
            throw new UnknownSchemaException(
                $"{where} has schema {step.Version} ({step.Name}), made by a newer program: it serves contract "
                + $"{step.OldestContract} and later, and this program has contract {Contract}. "
                + "Start the newer program, or restore the backup made before it.");
        if (step.Version != applied + 1
            || (step.Version <= known.Count && known[step.Version - 1].Name != step.Name))
            throw new UnknownSchemaException(
                $"{where} has schema step {step.Version} ({step.Name}), which this program does not know. "
                + "Start the program that made it, or restore a backup.");
        var changed = step.Version <= known.Count && step.Checksum is { } checksum
            && checksum != known[step.Version - 1].Checksum;
        if (changed)
            throw new UnknownSchemaException(
                $"{where} had schema step {step.Version} ({step.Name}) applied as it was then, and this program has "
                + "another text under that name: what is applied is never changed, a change is a new step. "
                + "Start the program that was released.");
    }

    private static Migration Read(Assembly assembly, string resource, string name, int version)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var sql = reader.ReadToEnd();
        if (!name.StartsWith($"{version:D4}_", StringComparison.Ordinal))
            throw new InvalidOperationException($"{name} should have the number {version:D4}");
        if (!sql.StartsWith(ContractPrefix, StringComparison.Ordinal))
            throw new InvalidOperationException($"{name} does not begin with the oldest contract that it serves");
        var contract = sql.AsSpan(ContractPrefix.Length, sql.IndexOf('\n') - ContractPrefix.Length);
        return new Migration(version, name, int.Parse(contract, CultureInfo.InvariantCulture), sql);
    }
}
