using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Views;

/// <summary>What was asked about an application is answered with the application, all else with its entity.</summary>
public static class ApplicationAnswer
{
    /// <summary>
    /// Writes the application that <paramref name="command"/> was about; false: it was about none, nothing is written.
    /// </summary>
    public static bool Write(
        Utf8JsonWriter writer, EntityKind kind, IApplicationOwner owner, Command command, Context context)
    {
        var id = command switch
        {
            Apply => $"{owner.Key}.{owner.ApplicationCount}",
            ApplicationCommand about => about.ApplicationId,
            _ => null,
        };
        if (id is null || owner.Find(id) is not { } application) return false;
        JsonSerializer.Serialize(
            writer,
            ApplicationView.Of(application, new EntityId(kind, owner.Key), owner, context),
            RegistryJson.Wire.ApplicationView);
        return true;
    }
}
