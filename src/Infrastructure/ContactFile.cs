using System.Text.Json;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Infrastructure;

/// <summary>How desks are reached: <c>contacts.json</c> in the data folder (decisions 13).</summary>
public static class ContactFile
{
    private const string Name = "contacts.json";

    /// <summary>
    /// The contacts of the folder; without a file made-up ones where <paramref name="madeUp"/>, otherwise none. A bad
    /// file is refused with its name.
    /// </summary>
    public static Contacts Read(string folder, bool madeUp)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return madeUp ? Contacts.MadeUp : Contacts.None;
        try
        {
            return Contacts.Parse(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new SettingException($"{path} is not in order: {fault.Message}");
        }
    }
}
