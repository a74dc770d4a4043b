using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Views;

/// <summary>What was asked about an application is answered with the application, all else with its entity.</summary>
public static class ApplicationAnswer
{
    /// <summary>Writes the application that <paramref name="command"/> was about; false: it was about none, nothing is written.</summary>
    public static bool Write(
        Utf8JsonWriter writer, EntityKind kind, IApplicationSubject subject, Command command, Context context)
    {
        var id = command switch
        {
            Apply => $"{subject.Key}.{subject.ApplicationCount}",
            ApplicationCommand about => about.ApplicationId,
            _ => null,
        };
        if (id is null || ApplicationFlow.Find(subject.Applications, id) is not { } application) return false;
        var view = ApplicationView.Of(application, new EntityId(kind, subject.Key), subject.Authority, context);
        JsonSerializer.Serialize(writer, view, RegistryJson.Wire.ApplicationView);
        return true;
    }
}
