using OrleansRegistry.Api;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting;
using OrleansRegistry.Sheets;

// The composition root: the only place that names a host and a press. Everything else sees ports.
var builder = WebApplication.CreateBuilder(args);
builder.AddEdge();
builder.Services.AddRegistryApi();
builder.Services.AddSheets(builder.Configuration);
if (Edge.OnlyDescribes)
    builder.Services.AddSingleton<IRegistry>(_ => throw new InvalidOperationException("There is no registry behind a document."));
else
    builder.Services.AddEmbeddedRegistry(builder.Configuration, builder.Environment);

var app = builder.Build();
app.MapRegistryApi(devClock: app.Environment.IsDevelopment() && Edge.ClockStands(app.Configuration));
app.SayWhenReady();
app.Run();

/// <summary>The program, named so that tests can start it.</summary>
public sealed partial class Program
{
    private Program() { }
}
