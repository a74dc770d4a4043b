namespace OrleansRegistry.Storage.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("registry-test-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
