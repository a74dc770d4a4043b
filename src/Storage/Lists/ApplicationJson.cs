using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Lists;

/// <summary>
/// The body of an application's index row: the application itself, by the kind of entity in which it lives.
/// </summary>
internal static class ApplicationJson
{
    public static byte[] Write(EntityKind kind, IApplication application) =>
        JsonSerializer.SerializeToUtf8Bytes(application, EntityKinds.Of(kind).Application!);

    public static IApplication Read(EntityKind kind, ReadOnlySpan<byte> json) =>
        (IApplication?)JsonSerializer.Deserialize(json, EntityKinds.Of(kind).Application!)
        ?? throw new InvalidOperationException("an application's row has the body null");
}
