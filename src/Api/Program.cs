using System.Reflection;
using OrleansRegistry.Api;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Hosting;

// The composition root: the only place that names a host. Everything else sees IRegistry.
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 2 * BodyReading.BytesMost;
});
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls("http://127.0.0.1:5080");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, RegistryJson.Wire);
    json.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase;
});
builder.Services.AddSingleton<RequestMeter>();
builder.Services.AddOpenApi("v1", ApiDocument.Describe);

// The build writes the OpenAPI document by starting this program: then there is no data folder and nothing listens.
var describing = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";
if (!describing) builder.Services.AddEmbeddedRegistry(builder.Configuration, builder.Environment);
else builder.Services.AddSingleton<OrleansRegistry.Domain.Ports.IRegistry>(_ => throw new InvalidOperationException("only describing"));

var app = builder.Build();
var standing = builder.Configuration["Registry:Clock"] is not null && builder.Configuration["Registry:ClockSpeed"] is null;
app.MapRegistry(development: app.Environment.IsDevelopment(), clockStands: standing);
app.Run();

/// <summary>The program, named so that tests can start it.</summary>
public sealed partial class Program
{
    private Program() { }
}
