using System.Text.Json;
using OrleansRegistry.Domain.Agreements;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The agreements of the authority that runs a registry: <c>agreements.json</c> in the data folder.</summary>
public static class AgreementFile
{
    private const string Name = "agreements.json";

    /// <summary>
    /// The agreements of the folder, otherwise those of the program. A bad file is refused with its name.
    /// </summary>
    public static AgreementTexts Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return AgreementTexts.Embedded;
        try
        {
            return AgreementTexts.Parse(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or FormatException
            or KeyNotFoundException or InvalidOperationException)
        {
            throw new SettingException($"{path} is not in order: {fault.Message}");
        }
    }
}
